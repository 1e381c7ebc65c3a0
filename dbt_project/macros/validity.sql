{# A day of the reference data: a year or a month stands for its first day; null and empty for never. #}
{% macro first_day(column) -%}
    cast(
        case length({{ column }})
            when 4 then {{ column }} || '-01-01'
            when 7 then {{ column }} || '-01'
            else nullif({{ column }}, '')
        end as date
    )
{%- endmacro %}

{# Where a validity interval without a bound begins and ends. #}
{% macro since(column) -%}
    coalesce({{ column }}, date '0001-01-01')
{%- endmacro %}

{% macro until(column) -%}
    coalesce({{ column }}, date '9999-12-31')
{%- endmacro %}

{# Ids in a list such as "01|05 (part: Lunner)"; what stands with a remark in brackets gave or took only a part. #}
{% macro whole_ids(column) -%}
    list_transform(
        list_filter(
            string_split(coalesce({{ column }}, ''), '|'), lambda told: trim(told) <> '' and not contains(told, '(part')
        ),
        lambda told: trim(regexp_replace(told, '\(.*$', ''))
    )
{%- endmacro %}
