with releases as (
    select *, year(published_on) as year from {{ ref('int_releases_dated') }}
),

release_sums as (
    select
        year,
        count(*) as release_count,
        count(*) filter (award_count > 0) as award_release_count,
        count(*) filter (is_live) as live_release_count,
        count(*) filter (not is_live) as archive_release_count,
        count(*) filter (is_gone) as gone_release_count,
        count(*) filter (verdict = 'exceeds') as exceeding_release_count
    from releases
    group by year
),

-- A sum for several without a split, once for each release that tells it first.
unsplit as (
    select year, sum(unsplit_nok) as unsplit_nok
    from (
        select
            awards.year,
            awards.release_id,
            coalesce(
                sum(distinct awards.amount) filter (awards.currency = 'NOK'),
                greatest(any_value(releases.stated_total_nok) - any_value(releases.sum_nok), 0)
            ) as unsplit_nok
        from {{ ref('int_awards_counted') }} as awards
        inner join releases on awards.release_id = releases.release_id
        where awards.reason = 'joint' and awards.is_first_told
        group by awards.year, awards.release_id
    ) as by_release
    group by year
),

award_sums as (
    select
        year,
        count(*) filter (reason is null) as award_count,
        sum(amount_nok) filter (reason is null) as amount_nok,
        count(*) filter (reason is not null) as not_counted_count,
        count(*) filter (reason = 'admitted' and is_first_told) as admitted_count,
        count(*) filter (reason = 'review') as review_count,
        sum(amount_nok) filter (reason = 'review' and is_first_told and counted_award_id is null) as review_nok,
        sum(amount_nok) filter (reason = 'told_before') as told_before_nok,
        sum(amount_nok) filter (reason = 'proposed' and is_first_told) as proposed_nok,
        sum(amount_nok) filter (reason = 'conditional' and is_first_told) as conditional_nok,
        count(*) filter (reason = 'foreign_currency' and is_first_told) as foreign_currency_count,
        count(*) filter (reason = 'undated' and is_first_told) as undated_count,
        sum(amount_nok) filter (reason = 'undated' and is_first_told) as undated_nok
    from {{ ref('int_awards_counted') }}
    group by year
),

issue_sums as (
    select releases.year, count(*) as issue_count
    from {{ ref('stg_issues') }} as issues
    inner join releases on issues.version_id = releases.version_id
    group by releases.year
),

years as (
    select year from {{ ref('funding_by_year') }}
    union
    select year from release_sums
)

select
    cast(years.year as integer) as year,
    coalesce(release_sums.release_count, 0) as release_count,
    coalesce(release_sums.award_release_count, 0) as award_release_count,
    coalesce(release_sums.live_release_count, 0) as live_release_count,
    coalesce(release_sums.archive_release_count, 0) as archive_release_count,
    coalesce(release_sums.gone_release_count, 0) as gone_release_count,
    coalesce(release_sums.exceeding_release_count, 0) as exceeding_release_count,
    coalesce(award_sums.award_count, 0) as award_count,
    cast(coalesce(award_sums.amount_nok, 0) as decimal(18, 2)) as amount_nok,
    coalesce(award_sums.not_counted_count, 0) as not_counted_count,
    coalesce(award_sums.admitted_count, 0) as admitted_count,
    coalesce(award_sums.review_count, 0) as review_count,
    cast(coalesce(award_sums.review_nok, 0) as decimal(18, 2)) as review_nok,
    cast(coalesce(award_sums.told_before_nok, 0) as decimal(18, 2)) as told_before_nok,
    cast(coalesce(award_sums.proposed_nok, 0) as decimal(18, 2)) as proposed_nok,
    cast(coalesce(award_sums.conditional_nok, 0) as decimal(18, 2)) as conditional_nok,
    coalesce(award_sums.foreign_currency_count, 0) as foreign_currency_count,
    cast(coalesce(unsplit.unsplit_nok, 0) as decimal(18, 2)) as unsplit_nok,
    coalesce(award_sums.undated_count, 0) as undated_count,
    cast(coalesce(award_sums.undated_nok, 0) as decimal(18, 2)) as undated_nok,
    coalesce(issue_sums.issue_count, 0) as issue_count,
    prices.year is not null as has_price_index,
    coalesce(funding.is_complete_year, listed.through_on > make_date(years.year, 12, 31), false) as is_complete_year,
    listed.through_on,
    coalesce(funding.series_break, false) as series_break
from years
cross join {{ ref('int_sources_listed') }} as listed
left join release_sums on years.year is not distinct from release_sums.year
left join award_sums on years.year is not distinct from award_sums.year
left join unsplit on years.year is not distinct from unsplit.year
left join issue_sums on years.year is not distinct from issue_sums.year
left join {{ ref('funding_by_year') }} as funding on years.year = funding.year
left join {{ ref('stg_price_index') }} as prices on years.year = prices.year
