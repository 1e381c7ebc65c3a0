with versions as (
    select
        versions.*,
        count(*) over (partition by release_id) as version_count,
        -- an edit that drops the date does not undate the release
        arg_max(published_on, version_number) filter (published_on is not null) over (
            partition by release_id
        ) as known_published_on,
        arg_max(published_basis, version_number) filter (published_on is not null) over (
            partition by release_id
        ) as known_published_basis,
        arg_max(programme_key, version_number) filter (programme_key is not null) over (
            partition by release_id
        ) as known_programme_key
    from {{ ref('stg_release_versions') }} as versions
),

told as (
    select
        version_id,
        count(*) as award_count
    from {{ ref('stg_awards') }}
    group by version_id
)

select
    versions.version_id,
    versions.release_id,
    versions.source,
    versions.url,
    versions.publisher,
    versions.title,
    coalesce(versions.published_on, versions.known_published_on) as own_published_on,
    case
        when versions.published_on is not null then versions.published_basis
        else coalesce(versions.known_published_basis, 'none')
    end as own_published_basis,
    versions.language,
    versions.ministry,
    versions.kind,
    programmes.programme_key,
    programmes.programme,
    programmes.level,
    versions.funder,
    versions.stated_total_nok,
    versions.stated_total_qualifier,
    versions.stated_count,
    versions.sum_nok,
    versions.verdict,
    versions.payload_sha256,
    versions.version_count,
    coalesce(told.award_count, 0) as award_count,
    versions.is_live,
    versions.is_gone,
    versions.says_withdrawn and coalesce(told.award_count, 0) = 0 as is_withdrawn
from versions
left join told on versions.version_id = told.version_id
left join {{ ref('int_programmes_named') }} as programmes
    on coalesce(versions.programme_key, versions.known_programme_key) = programmes.printed_key
where versions.is_current
