-- Names that look alike, for a human to judge; nothing is ever merged by likeness.
with names as (
    select
        recipient_id,
        recipient,
        is_known,
        amount_nok,
        {{ recipient_key('recipient') }} as name_key
    from {{ ref('recipients') }}
    where recipient <> 'privatperson'
)

select
    a.recipient_id,
    a.recipient,
    b.recipient_id as other_recipient_id,
    b.recipient as other_recipient,
    cast(round(jaro_winkler_similarity(a.name_key, b.name_key), 3) as decimal(4, 3)) as similarity,
    cast(a.amount_nok + b.amount_nok as decimal(18, 2)) as amount_nok
from names as a
inner join names as b
    on
        -- the register's own names are told apart already
        not (a.is_known and b.is_known)
        and left(a.name_key, 4) = left(b.name_key, 4)
        and a.recipient_id < b.recipient_id
where jaro_winkler_similarity(a.name_key, b.name_key) >= {{ var('similar_names') }}
