from django.db import models


class SharedCacheEntry(models.Model):
    """What all processes must remember together for a while: failed sign-ins, codes already used.

    Read and written by Django's database cache, which prescribes the columns; a cache in each process would forget at
    every restart and let somebody guess once more in each.
    """

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "core_shared_cache"

    def __str__(self) -> str:
        return self.cache_key
