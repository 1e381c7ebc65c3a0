{# A DuckLake keeps no comments on the columns of a view: those of staging, which nobody outside sees. #}
{% macro duckdb__alter_column_comment(relation, column_dict) -%}
    {%- if not (relation.is_view and adapter.is_ducklake(relation)) -%}
        {{ return(dbt.duckdb__alter_column_comment(relation, column_dict)) }}
    {%- endif -%}
{%- endmacro %}
