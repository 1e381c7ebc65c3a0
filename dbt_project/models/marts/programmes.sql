with named as (
    select programme, programme_id, level, list_sort(list(distinct printed_key)) as printed_keys
    from {{ ref('int_programmes_named') }}
    group by all
),

awards as (
    select
        programme,
        count(*) filter (reason is null) as award_count,
        sum(amount_nok) filter (reason is null) as amount_nok,
        count(*) filter (reason = 'admitted' and is_first_told) as admitted_count
    from {{ ref('int_awards_counted') }}
    group by programme
),

announced as (
    select
        programme,
        sum(release_count) as release_count,
        min(year) as first_year,
        max(year) as last_year
    from {{ ref('int_programmes_announced') }}
    group by programme
)

select
    named.programme,
    named.programme_id,
    named.level,
    register.administering_body,
    register.financing_ministry,
    cast(coalesce(announced.release_count, 0) as bigint) as release_count,
    coalesce(awards.award_count, 0) as award_count,
    cast(coalesce(awards.amount_nok, 0) as decimal(18, 2)) as amount_nok,
    coalesce(awards.admitted_count, 0) as admitted_count,
    cast(announced.first_year as integer) as first_year,
    cast(announced.last_year as integer) as last_year
from named
left join awards on named.programme = awards.programme
left join announced on named.programme = announced.programme
left join {{ ref('programme_register') }} as register on named.programme_id = register.programme_id
