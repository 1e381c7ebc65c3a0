select
    version_id,
    release_id,
    ordinal,
    text,
    amount,
    amount_to,
    currency,
    role,
    start_offset,
    end_offset
from {{ source('raw', 'mentions') }}
where release_id not in (select release_id from {{ ref('stg_taken_down') }})
