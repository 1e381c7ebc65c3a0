select
    source,
    url,
    payload_sha256,
    release_id,
    version_id,
    ordinal,
    code,
    severity,
    message,
    quote,
    start_offset,
    end_offset
from {{ source('raw', 'issues') }}
where
    coalesce(release_id not in (select release_id from {{ ref('stg_taken_down') }}), true)
    and {{ address('url') }} not in (select {{ address('url') }} from {{ ref('takedown') }})
