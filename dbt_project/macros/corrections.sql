{# What a reviewed correction may say of an award. #}
{% macro corrected_fields() %}
    {{ return(['recipient', 'amount_nok', 'project_title', 'decision', 'programme', 'funder']) }}
{% endmacro %}
