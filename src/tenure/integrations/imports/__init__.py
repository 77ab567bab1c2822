"""One importer for every entity: any table to accounts, contacts, products, orders and the rest.

A file is read by `integrations.files`, its columns are given to the fields that `entities` declares, its rows become
drafts, drafts are matched with what is there, and what is new or changed is written batch by batch. Each batch commits
with the run's cursor and a record of every change, so that a killed run goes on where it was and a run can be undone.
"""
