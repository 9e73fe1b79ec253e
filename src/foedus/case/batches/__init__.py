"""How are many scenarios decided at once? The parts of `foedus.case.batch`.

The way of a question through this folder: `opened` grounds the article on what is
alike in all scenarios, `legend` says which bit of a column stands for which
values, `polarity` tells whether Kleene's answer is exact, `program` turns the
circuit into steps, `running` takes the steps over the columns chunk by chunk, and
`completing` settles exactly the rows that Kleene leaves open.
"""
