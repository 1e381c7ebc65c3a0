{# Which line of "what a figure means" an award's kroner are counted by. #}
{% macro counting_rule(awards) -%}
    case
        when {{ awards }}.printed_nok is null then null
        when {{ awards }}.amount_basis = 'per_year' and {{ awards }}.years is not null then 'per_year_times_years'
        when {{ awards }}.amount_basis = 'per_year' then 'per_year_one_year'
        when {{ awards }}.amount_to is not null then 'range_lower_end'
        when {{ awards }}.qualifier = 'up_to' then 'up_to_bound'
        else 'as_printed'
    end
{%- endmacro %}

{# The kroner by that rule; everything but a sum for each of several years counts as printed. #}
{% macro counted_amount(awards) -%}
    cast(
        {{ awards }}.printed_nok
        * case when {{ awards }}.amount_basis = 'per_year' then coalesce({{ awards }}.years, 1) else 1 end
        as decimal(18, 2)
    )
{%- endmacro %}

{# Kroner of one year in kroner of the price year, to the øre. #}
{% macro real_amount(amount, factor) -%}
    cast(round({{ amount }} * {{ factor }}, 2) as decimal(18, 2))
{%- endmacro %}

{# Whether the recipient is a body that runs programmes, which gets money to hand it out. #}
{% macro is_handed_out(recipient_key) -%}
    ({{ recipient_key }} in ('{{ var("programme_bodies") | join("', '") }}'))
{%- endmacro %}
