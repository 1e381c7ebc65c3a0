{{ config(meta={'dagster': {'ref': {'name': 'int_awards_told'}}}) }}
-- The sentence stands in the text that was archived, where the award says it does.
select
    awards.award_id,
    awards.release_id,
    awards.evidence
from {{ ref('int_awards_told') }} as awards
inner join {{ ref('stg_release_versions') }} as versions on awards.version_id = versions.version_id
where
    awards.evidence = ''
    or awards.evidence is distinct from
    substring(versions.text, awards.start_offset + 1, awards.end_offset - awards.start_offset)
