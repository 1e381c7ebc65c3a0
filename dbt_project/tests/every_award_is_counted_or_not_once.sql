{{ config(meta={'dagster': {'ref': {'name': 'awards'}}}) }}
-- What releases tell is in awards or in awards_not_counted, once, and nothing else is.
with marts as (
    select award_id from {{ ref('awards') }}
    union all
    select award_id from {{ ref('awards_not_counted') }}
),

told as (
    select distinct award_id from {{ ref('stg_awards') }}
)

select
    coalesce(told.award_id, marts.award_id) as award_id,
    count(marts.award_id) as row_count
from told
full join marts on told.award_id = marts.award_id
group by coalesce(told.award_id, marts.award_id), told.award_id
having count(marts.award_id) <> 1 or told.award_id is null
