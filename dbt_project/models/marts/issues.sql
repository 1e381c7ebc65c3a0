select
    issues.source,
    issues.url,
    issues.payload_sha256,
    issues.ordinal,
    issues.release_id,
    issues.code,
    issues.severity,
    issues.message,
    issues.quote,
    issues.start_offset,
    issues.end_offset
from {{ ref('stg_issues') }} as issues
left join {{ ref('int_releases_dated') }} as releases on issues.version_id = releases.version_id
where issues.version_id is null or releases.version_id is not null
