with awards as (
    select
        release_id,
        count(*) filter (is_told_now) as award_count,
        count(*) filter (reason is null) as counted_count,
        sum(amount_nok) filter (reason is null) as counted_nok
    from {{ ref('int_awards_counted') }}
    group by release_id
)

select
    releases.release_id,
    releases.source,
    releases.url,
    releases.publisher,
    described.ministry,
    described.ministry_now,
    described.government,
    releases.kind,
    releases.title,
    releases.language,
    releases.published_on,
    releases.published_basis,
    cast(year(releases.published_on) as integer) as year,
    coalesce(releases.funder, releases.publisher) as funder,
    releases.programme,
    releases.level,
    releases.stated_total_nok,
    releases.stated_total_qualifier,
    releases.stated_count,
    coalesce(awards.award_count, 0) as award_count,
    coalesce(awards.counted_count, 0) as counted_count,
    cast(coalesce(awards.counted_nok, 0) as decimal(18, 2)) as counted_nok,
    releases.verdict,
    case when releases.is_live then 'live' else 'archive' end as channel,
    releases.version_count,
    releases.is_withdrawn,
    releases.is_gone,
    releases.twin_release_id,
    releases.payload_sha256
from {{ ref('int_releases_dated') }} as releases
inner join {{ ref('int_releases_described') }} as described on releases.release_id = described.release_id
left join awards on releases.release_id = awards.release_id
