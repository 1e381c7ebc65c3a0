{% test validity_does_not_overlap(model, of) %}
select
    a.{{ of }},
    a.valid_from,
    a.valid_to,
    b.valid_from as other_valid_from,
    b.valid_to as other_valid_to
from {{ model }} as a
inner join {{ model }} as b
    on a.{{ of }} = b.{{ of }}
    and (a.valid_from, a.valid_to) < (b.valid_from, b.valid_to)
    and a.valid_to >= b.valid_from
{% endtest %}
