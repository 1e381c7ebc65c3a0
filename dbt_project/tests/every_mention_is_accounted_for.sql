{{ config(severity='warn', meta={'dagster': {'ref': {'name': 'mentions'}}}) }}
-- A mention of money has a role, or an issue in the same place says why not.
select
    mentions.release_id,
    mentions.text,
    mentions.start_offset
from {{ ref('mentions') }} as mentions
where
    mentions.role is null
    and not exists (
        select 1
        from {{ ref('issues') }} as issues
        where
            issues.release_id = mentions.release_id
            and issues.start_offset <= mentions.start_offset
            and issues.end_offset >= mentions.end_offset
    )
