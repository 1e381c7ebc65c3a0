{# Whether nine digits are an organisation number: the last is the check digit, weights 3 2 7 6 5 4 3 2, modulo 11. #}
{% macro is_orgnr(column) -%}
    case
        when not regexp_full_match({{ column }}, '[89]\d{8}') then false
        else
            (
                {%- for weight in [3, 2, 7, 6, 5, 4, 3, 2, 1] %}
                {{ weight }} * cast({{ column }}[{{ loop.index }}] as integer){{ ' +' if not loop.last }}
                {%- endfor %}
            ) % 11 = 0
    end
{%- endmacro %}
