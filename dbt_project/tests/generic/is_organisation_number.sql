{% test is_organisation_number(model, column_name) %}
select {{ column_name }}
from {{ model }}
where {{ column_name }} is not null and not {{ is_orgnr(column_name) }}
{% endtest %}
