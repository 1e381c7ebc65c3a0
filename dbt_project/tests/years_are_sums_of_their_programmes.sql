{{ config(meta={'dagster': {'ref': {'name': 'funding_by_year'}}}) }}
-- Year by year, not only in total: kroner, awards, and what waits or was proposed.
with programmes as (
    select
        year,
        sum(amount_nok) as amount_nok,
        sum(award_count) as award_count,
        sum(review_nok) as review_nok,
        sum(proposed_nok) as proposed_nok,
        sum(conditional_nok) as conditional_nok,
        sum(admitted_count) as admitted_count
    from {{ ref('funding_by_programme_year') }}
    group by year
)

select
    years.year,
    years.amount_nok as got_nok,
    programmes.amount_nok as expected_nok
from {{ ref('funding_by_year') }} as years
full join programmes on years.year = programmes.year
where
    (
        years.amount_nok, years.award_count, years.review_nok, years.proposed_nok, years.conditional_nok,
        years.admitted_count
    ) is distinct from (
        programmes.amount_nok, programmes.award_count, programmes.review_nok, programmes.proposed_nok,
        programmes.conditional_nok, programmes.admitted_count
    )
