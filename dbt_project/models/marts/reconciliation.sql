with awards as (
    select
        release_id,
        count(*) filter (is_told_now) as award_count,
        count(*) filter (reason is null) as counted_count,
        sum(amount_nok) filter (reason is null) as counted_nok,
        sum(amount_nok) filter (reason = 'told_before') as told_before_nok,
        sum(amount_nok) filter (reason = 'review') as review_nok,
        sum(amount_nok) filter (reason not in ('told_before', 'review')) as otherwise_not_counted_nok
    from {{ ref('int_awards_counted') }}
    group by release_id
)

select
    releases.release_id,
    releases.url,
    releases.publisher,
    releases.programme,
    releases.published_on,
    cast(year(releases.published_on) as integer) as year,
    releases.stated_total_nok,
    releases.stated_total_qualifier,
    releases.sum_nok,
    cast(releases.stated_total_nok - releases.sum_nok as decimal(18, 2)) as missing_nok,
    releases.verdict,
    releases.stated_count,
    coalesce(awards.award_count, 0) as award_count,
    releases.stated_count - coalesce(awards.award_count, 0) as missing_count,
    coalesce(awards.counted_count, 0) as counted_count,
    cast(coalesce(awards.counted_nok, 0) as decimal(18, 2)) as counted_nok,
    cast(coalesce(awards.told_before_nok, 0) as decimal(18, 2)) as told_before_nok,
    cast(coalesce(awards.review_nok, 0) as decimal(18, 2)) as review_nok,
    cast(coalesce(awards.otherwise_not_counted_nok, 0) as decimal(18, 2)) as otherwise_not_counted_nok
from {{ ref('int_releases_dated') }} as releases
left join awards on releases.release_id = awards.release_id
where releases.stated_total_nok is not null or releases.stated_count is not null or awards.release_id is not null
