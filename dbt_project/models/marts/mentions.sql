select
    mentions.release_id,
    mentions.ordinal,
    releases.url,
    mentions.text,
    mentions.amount,
    mentions.amount_to,
    mentions.currency,
    mentions.role,
    mentions.start_offset,
    mentions.end_offset,
    releases.payload_sha256
from {{ ref('stg_mentions') }} as mentions
inner join {{ ref('int_releases_dated') }} as releases on mentions.version_id = releases.version_id
