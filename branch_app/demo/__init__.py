"""One day at 菅行政サービスコーナー, played on the real parts."""
