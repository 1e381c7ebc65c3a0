-- Published totals beside our sums: how much of them the releases tell, never a reason to rescale.
with controls as (
    select
        year,
        programme_id,
        kind,
        financing,
        source,
        case when kind like 'count of %' then 'clusters' else 'NOK' end as unit,
        value
    from {{ ref('control_totals') }}
),

-- since 2014 Arena, Arena Pro, NCE and GCE are levels of one programme
members as (
    select distinct programme_id, programme_id as member_id from controls
    union
    select 'nic', unnest(['arena', 'arena_pro', 'nce', 'gce'])
),

told as (
    select
        programmes.programme_id,
        awards.funder_now,
        awards.year,
        awards.recipient_id,
        awards.reason,
        awards.amount_nok
    from {{ ref('int_awards_described') }} as awards
    left join (
        select distinct programme, programme_id from {{ ref('int_programmes_named') }}
    ) as programmes on awards.programme = programmes.programme
),

matched as (
    select members.programme_id as of_id, told.*
    from told
    inner join members on told.programme_id = members.member_id
    union all
    select 'innovasjon_norge_total', told.* from told where told.funder_now = 'Innovasjon Norge'
),

ours as (
    select
        of_id,
        year,
        sum(amount_nok) filter (reason is null) as amount_nok,
        count(distinct recipient_id) filter (reason = 'admitted') as admitted_count
    from matched
    group by of_id, year
),

compared as (
    select
        controls.*,
        register.name_nb as programme,
        cast(
            coalesce(case when controls.unit = 'NOK' then ours.amount_nok else ours.admitted_count end, 0)
            as decimal(18, 2)
        ) as our_value
    from controls
    left join ours on controls.programme_id = ours.of_id and controls.year = ours.year
    left join {{ ref('programme_register') }} as register on controls.programme_id = register.programme_id
)

select
    cast(year as integer) as year,
    programme_id,
    programme,
    kind,
    financing,
    unit,
    value as published_value,
    our_value,
    cast(
        case when kind <> 'increase' then round(100 * our_value / nullif(value, 0), 2) end as decimal(18, 2)
    ) as coverage_pct,
    source
from compared
