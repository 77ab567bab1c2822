"""Pure functions: no Django, no clock, no settings. Today, currency and thresholds are arguments."""
