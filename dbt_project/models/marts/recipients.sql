with told as (
    select * from {{ ref('int_awards_counted') }}
),

names as (
    select recipient_id, recipient, count(*) as times
    from told
    group by recipient_id, recipient
    qualify row_number() over (partition by recipient_id order by times desc, recipient) = 1
)

select
    told.recipient_id,
    names.recipient,
    list_sort(list(distinct told.recipient)) as printed_names,
    cast(null as varchar) as orgnr,
    count(*) filter (told.reason is null) as award_count,
    cast(coalesce(sum(told.amount_nok) filter (told.reason is null), 0) as decimal(18, 2)) as amount_nok,
    count(*) filter (told.reason is not null) as not_counted_count,
    cast(min(told.year) filter (told.reason is null) as integer) as first_year,
    cast(max(told.year) filter (told.reason is null) as integer) as last_year
from told
inner join names on told.recipient_id = names.recipient_id
group by told.recipient_id, names.recipient
