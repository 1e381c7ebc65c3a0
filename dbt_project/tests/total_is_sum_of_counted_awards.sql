{{ config(meta={'dagster': {'ref': {'name': 'awards'}}}) }}
-- Every funding mart holds the kroner of the counted awards, no more and no less.
with totals as (
    select 'awards' as mart, sum(amount_nok) as amount_nok from {{ ref('awards') }}
    union all
    select 'funding_by_year', sum(amount_nok) from {{ ref('funding_by_year') }}
    union all
    select 'funding_by_programme_year', sum(amount_nok) from {{ ref('funding_by_programme_year') }}
    union all
    select 'funding_by_recipient_year', sum(amount_nok) from {{ ref('funding_by_recipient_year') }}
    union all
    select 'funding_by_recipient_year, spread', sum(spread_nok) from {{ ref('funding_by_recipient_year') }}
    union all
    select 'funding_by_county_year', sum(amount_nok) from {{ ref('funding_by_county_year') }}
    union all
    select 'funding_by_funder_year', sum(amount_nok) from {{ ref('funding_by_funder_year') }}
    union all
    select 'coverage_by_year', sum(amount_nok) from {{ ref('coverage_by_year') }}
    union all
    select 'recipients', sum(amount_nok) from {{ ref('recipients') }}
    union all
    select 'releases', sum(counted_nok) from {{ ref('releases') }}
)

select
    totals.mart,
    totals.amount_nok as got_nok,
    awards.amount_nok as expected_nok
from totals
inner join totals as awards on awards.mart = 'awards'
where coalesce(totals.amount_nok, 0) <> coalesce(awards.amount_nok, 0)
