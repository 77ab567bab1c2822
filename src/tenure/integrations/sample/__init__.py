"""The sample company: invented by a seeded generator, so that every screen has a story to tell on the first day."""

from tenure.integrations.sample.company import SampleCompany, sample_company

__all__ = ["SampleCompany", "sample_company"]
