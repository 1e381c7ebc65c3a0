with told as (
    select programme_key, programme_name from {{ ref('stg_awards') }}
    union all
    select programme_key, programme_name from {{ ref('stg_release_versions') }}
),

printed as (
    select programme_key, programme_name, count(*) as times
    from told
    where programme_key is not null
    group by all
),

most_often as (
    select programme_key, programme_name
    from printed
    qualify row_number() over (partition by programme_key order by times desc, programme_name) = 1
)

select
    most_often.programme_key as printed_key,
    coalesce({{ title_key('register.programme') }}, most_often.programme_key) as programme_key,
    coalesce(register.programme, most_often.programme_name) as programme,
    register.programme_id,
    register.level
from most_often
left join {{ ref('stg_programmes') }} as register on most_often.programme_key = register.programme_key
