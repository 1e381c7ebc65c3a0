-- Remedy: mend the row of dbt_project/seeds/corrections.csv that is named here.
select
    release_id,
    quote,
    action,
    field,
    value,
    'a field must be one of {{ corrected_fields() | join(", ") }}, once for each quote, and have a fitting value; '
    'every row needs quote, reason, reviewer and reviewed_on; what is added needs a recipient' as remedy
from {{ ref('stg_corrections') }} as corrections
where
    quote is null or reason is null or reviewer is null or reviewed_on is null
    or (
        action in ('amend', 'add')
        and (value is null or field is null or field not in ('{{ corrected_fields() | join("', '") }}'))
    )
    or trim(value) = ''
    or (field = 'amount_nok' and coalesce(try_cast(value as decimal(18, 2)), 0) <= 0)
    or (field = 'decision' and value not in ('granted', 'offered', 'proposed', 'conditional', 'admitted'))
    or (
        action = 'add'
        and not exists (
            select 1 from {{ ref('stg_corrections') }} as named
            where
                named.release_id = corrections.release_id and named.quote = corrections.quote
                and named.action = 'add' and named.field = 'recipient'
        )
    )
    or 1 < (
        select count(*) from {{ ref('stg_corrections') }} as same
        where
            same.release_id = corrections.release_id and same.quote = corrections.quote
            and same.action = corrections.action and same.field is not distinct from corrections.field
    )
