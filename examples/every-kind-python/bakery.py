from cdk8s import Chart
from constructs import Construct


class Bakery(Chart):
    """A chart whose objects lie in the namespace of the bakery."""

    def __init__(self, scope: Construct, name: str) -> None:
        super().__init__(scope, name, namespace="bakery")
