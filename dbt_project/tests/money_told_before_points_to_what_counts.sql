{{ config(meta={'dagster': {'ref': {'name': 'awards_not_counted'}}}) }}
select
    award_id,
    counted_award_id
from {{ ref('awards_not_counted') }}
where
    (reason = 'told_before' and counted_award_id is null)
    or counted_award_id not in (select award_id from {{ ref('awards') }})
