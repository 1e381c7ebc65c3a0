{#
    Money announced year over year, the same arithmetic for every mart.
    keys: name → expression over int_awards_described, what a series is of; none for the total.
    years_of: a relation with the keys and year, or none; its years belong to the series too.
    is_dense: every year from the first of the series to the last of all; else only the years there are.
#}
{% macro funding_by(keys, years_of, is_dense) -%}
{%- set names = keys.keys() | list -%}
{%- set by = (names | join(', ') ~ ', ') if names else '' -%}
{%- set partition = ('partition by ' ~ names | join(', ')) if names else '' -%}
{%- set using = '(' ~ (names + ['year']) | join(', ') ~ ')' -%}
with facts as (
    select
        {% for name, expression in keys.items() %}{{ expression }} as {{ name }},
        {% endfor -%}
        awards.year,
        awards.announced_on,
        awards.reason,
        awards.amount_nok,
        awards.real_amount_nok,
        awards.is_first_told,
        awards.counted_award_id,
        awards.is_live,
        listed.through_on,
        month(announced_on) * 100 + day(announced_on) <= month(listed.through_on) * 100 + day(listed.through_on)
            as is_same_period
    from {{ ref('int_awards_described') }} as awards
    cross join {{ ref('int_sources_listed') }} as listed
    where year is not null
),

sums as (
    select
        {{ by }}year,
        sum(amount_nok) filter (reason is null) as amount_nok,
        sum(real_amount_nok) filter (reason is null) as real_amount_nok,
        count(*) filter (reason is null) as award_count,
        count(*) filter (reason = 'admitted' and is_first_told) as admitted_count,
        sum(amount_nok) filter (reason is null and is_same_period) as same_period_nok,
        sum(amount_nok) filter (reason = 'review' and is_first_told and counted_award_id is null) as review_nok,
        sum(amount_nok) filter (reason = 'proposed' and is_first_told) as proposed_nok,
        sum(amount_nok) filter (reason = 'conditional' and is_first_told) as conditional_nok,
        bool_or(reason is null and is_live and announced_on >= date '{{ var("live_list_since") }}') as is_live
    from facts
    group by {{ by }}year
),

told_years as (
    select {{ by }}year from sums
    {%- if not is_dense %} where award_count > 0{% endif %}
    {%- if years_of %}
    union
    select {{ by }}year from {{ years_of }}
    {%- endif %}
),

{% if is_dense -%}
series as (
    select {{ by }}unnest(range(first_year, last_year + 1)) as year
    from (
        select {{ by }}min(year) as first_year
        from told_years
        {% if names %}group by {{ names | join(', ') }}{% endif %}
    ) as starts
    cross join (
        select greatest(max(year), max(year(listed.through_on))) as last_year
        from told_years cross join {{ ref('int_sources_listed') }} as listed
    ) as ends
    where first_year is not null
),
{%- else -%}
series as (select * from told_years),
{%- endif %}

filled as (
    select
        {{ by }}year,
        coalesce(sums.amount_nok, 0) as amount_nok,
        case when prices.year is not null then coalesce(sums.real_amount_nok, 0) end as real_amount_nok,
        coalesce(sums.award_count, 0) as award_count,
        coalesce(sums.admitted_count, 0) as admitted_count,
        coalesce(sums.same_period_nok, 0) as same_period_nok,
        coalesce(sums.review_nok, 0) as review_nok,
        coalesce(sums.proposed_nok, 0) as proposed_nok,
        coalesce(sums.conditional_nok, 0) as conditional_nok,
        coalesce(listed.through_on > make_date(year, 12, 31), false) as is_complete_year,
        coalesce(year(listed.through_on) = year, false) as is_open_and_listed,
        listed.through_on,
        coalesce(sums.is_live, false) as is_live
    from series
    left join sums using {{ using }}
    left join {{ ref('stg_price_index') }} as prices using (year)
    cross join {{ ref('int_sources_listed') }} as listed
),

-- the year before is missing where it stands in no row, and in a series with gaps where it has no award
compared as (
    select
        *,
        {% if is_dense %}true{% else %}award_count > 0{% endif %} as is_comparable,
        year - min(year) over ({{ partition }}) > 0 as has_earlier,
        min(year) filter (is_live) over ({{ partition }}) as first_live_year,
        {% for measure in ['amount_nok', 'real_amount_nok', 'same_period_nok'] %}
        case
            when lag(year) over series_of = year - 1{% if not is_dense %} and lag(award_count) over series_of > 0{% endif %}
                then lag({{ measure }}) over series_of
        end as previous_{{ measure }}{{ ',' if not loop.last }}
        {% endfor %}
    from filled
    window series_of as ({{ partition }} order by year)
)

select
    {{ by }}cast(year as integer) as year,
    cast(amount_nok as decimal(18, 2)) as amount_nok,
    cast(real_amount_nok as decimal(18, 2)) as real_amount_nok,
    {{ var('price_year') }} as price_year,
    award_count,
    admitted_count,
    cast(previous_amount_nok as decimal(18, 2)) as previous_nok,
    cast(case when is_complete_year and is_comparable then amount_nok - previous_amount_nok end as decimal(18, 2))
        as change_nok,
    {{ change_pct('amount_nok', 'previous_amount_nok', 'is_complete_year and is_comparable') }} as change_pct,
    {{ change_pct('real_amount_nok', 'previous_real_amount_nok', 'is_complete_year and is_comparable') }}
        as real_change_pct,
    cast(case when is_open_and_listed then same_period_nok end as decimal(18, 2)) as same_period_nok,
    cast(case when is_open_and_listed then previous_same_period_nok end as decimal(18, 2))
        as same_period_previous_nok,
    {{ change_pct('same_period_nok', 'previous_same_period_nok', 'is_open_and_listed and is_comparable') }}
        as same_period_change_pct,
    cast(review_nok as decimal(18, 2)) as review_nok,
    cast(proposed_nok as decimal(18, 2)) as proposed_nok,
    cast(conditional_nok as decimal(18, 2)) as conditional_nok,
    is_complete_year,
    through_on,
    has_earlier and coalesce(year = first_live_year, false) as series_break
from compared
{%- endmacro %}

{# Per cent of the year before; null when that is missing or zero. #}
{% macro change_pct(now, before, condition) -%}
    cast(
        case when {{ condition }} and {{ before }} <> 0 then round(100 * ({{ now }} - {{ before }}) / {{ before }}, 2) end
        as decimal(18, 2)
    )
{%- endmacro %}

{# The columns of awards and awards_not_counted, the same in both. #}
{% macro award_columns() -%}
    award_id,
    release_id,
    url,
    publisher,
    funder,
    ministry,
    ministry_now,
    government,
    programme,
    level,
    recipient,
    recipient_id,
    county_then,
    county_now,
    county_basis,
    project_title,
    printed_nok,
    amount_nok,
    real_amount_nok,
    {{ var('price_year') }} as price_year,
    counting_rule,
    amount_text,
    currency,
    qualifier,
    amount_basis,
    period,
    years,
    decision,
    announced_on,
    published_basis,
    cast(year as integer) as year,
    language,
    evidence,
    start_offset,
    end_offset,
    rule,
    payload_sha256
{%- endmacro %}
