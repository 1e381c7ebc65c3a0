select
    entries.register,
    entries.entry_id,
    entries.recipient,
    coalesce(names.recipient_key, {{ recipient_key('entries.recipient') }}) as recipient_key,
    entries.orgnr,
    entries.giver,
    entries.awarded_on,
    entries.amount_nok,
    entries.amount_from_nok,
    entries.amount_to_nok,
    entries.scheme
from {{ source('raw', 'register_awards') }} as entries
left join {{ ref('stg_recipient_names') }} as names
    on {{ recipient_key('entries.recipient') }} = names.printed_key
where
    entries.problem is null
    and entries.currency = 'NOK'
    and coalesce(entries.amount_nok, entries.amount_from_nok) is not null
    -- a loan or a guarantee is not what is counted here
    and not regexp_matches(lower(coalesce(entries.instrument, '')), 'lån|garanti|loan')
