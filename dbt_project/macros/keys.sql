{# What two printings of one name have in common: lower case, no punctuation, no legal form, and no NCE or GCE, which a
   cluster bears for some years only. Never shown, only compared. #}
{% macro recipient_key(column) -%}
    trim(regexp_replace(regexp_replace(
        ' ' || {{ letters_and_digits(column) }} || ' ', '( (as|asa|sa|ba))+ $', ' '
    ), '^ (nce|gce) ', ' '))
{%- endmacro %}

{# What two printings of one title or programme have in common; null when nothing is left. #}
{% macro title_key(column) -%}
    nullif({{ letters_and_digits(column) }}, '')
{%- endmacro %}

{% macro letters_and_digits(column) -%}
    trim(regexp_replace(
        lower(nfc_normalize(regexp_replace({{ column }}, '[\x{00AD}\x{200B}-\x{200D}\x{2060}\x{FEFF}]', '', 'g'))),
        '[^\p{L}\p{N}]+', ' ', 'g'
    ))
{%- endmacro %}

{# An address without what does not distinguish pages. #}
{% macro address(column) -%}
    rtrim(regexp_replace({{ column }}, '^https?://', ''), '/')
{%- endmacro %}
