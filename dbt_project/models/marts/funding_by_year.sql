{{ funding_by({}, ref('int_programmes_announced'), is_dense=true) }}
