-- The co-publishers of the practical guide had their part in 2017, with its publication. The shipped data had said that it goes on.
update partners set
    period = '2017/2017', observed = null, possible_to = '2017-12-31', certain_from = '2017-12-31', certain_to = '2017-01-01'
where role = 'co-publisher' and document_id = 'practical-guide' and period = '2017/..' and observed = '2025-08';
