with told as (
    select
        *,
        regexp_replace(
            regexp_extract(evidence, '(?i)org(?:\.|anisasjons)? ?(?:nr|nummer)\.?:? ?(\d{3} ?\d{3} ?\d{3})(?:\D|$)', 1), ' ', '', 'g'
        ) as printed_orgnr
    from {{ ref('int_awards_described') }}
),

names as (
    select recipient_id, recipient, count(*) as times
    from told
    group by recipient_id, recipient
    qualify row_number() over (partition by recipient_id order by times desc, recipient) = 1
),

-- a number that two recipients print, or two numbers of one, are none's
numbers as (
    select recipient_id, any_value(printed_orgnr) as orgnr
    from (
        select distinct recipient_id, printed_orgnr from told where {{ is_orgnr('printed_orgnr') }}
    ) as printed
    group by recipient_id
    having count(*) = 1
),

places as (
    select recipient_id, county_now
    from told
    where county_now is not null
    group by recipient_id, county_now
    qualify row_number() over (partition by recipient_id order by max(announced_on) desc nulls last, county_now) = 1
),

mergers as (
    select
        coalesce(names.recipient_key, {{ recipient_key('events.recipient') }}) as recipient_key,
        events.successor,
        events.happened_on
    from {{ ref('recipient_events') }} as events
    left join {{ ref('stg_recipient_names') }} as names
        on {{ recipient_key('events.recipient') }} = names.printed_key
    where events.event = 'merged'
)

select
    told.recipient_id,
    coalesce(any_value(told.known_as), any_value(names.recipient)) as recipient,
    list_sort(list(distinct told.recipient)) as printed_names,
    any_value(told.known_as) is not null as is_known,
    coalesce(any_value(clusters.orgnr), any_value(numbers.orgnr)) as orgnr,
    any_value(places.county_now) as county_now,
    any_value(mergers.successor) as merged_into,
    any_value(mergers.happened_on) as merged_on,
    count(*) filter (told.reason is null) as award_count,
    cast(coalesce(sum(told.amount_nok) filter (told.reason is null), 0) as decimal(18, 2)) as amount_nok,
    count(*) filter (told.reason is not null) as not_counted_count,
    cast(min(told.year) filter (told.reason is null) as integer) as first_year,
    cast(max(told.year) filter (told.reason is null) as integer) as last_year
from told
inner join names on told.recipient_id = names.recipient_id
left join numbers on told.recipient_id = numbers.recipient_id
left join places on told.recipient_id = places.recipient_id
left join mergers on told.recipient_key = mergers.recipient_key
left join {{ ref('clusters') }} as clusters on told.cluster_id = clusters.cluster_id
group by told.recipient_id
