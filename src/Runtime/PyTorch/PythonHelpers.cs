namespace ModelDsl.PyTorch;

/// <summary>Classes for layers that PyTorch lacks. A file contains those that its model uses.</summary>
internal static class PythonHelpers
{
    public const string Gaussian = "GaussianHead", Bias = "Bias";

    public static string Text(string name) => (name switch
    {
        Gaussian => """"
            class GaussianHead(nn.Module):
                """Mean and log-variance of a normal distribution."""

                def __init__(self, inputs, features, least=float("-inf"), most=float("inf")):
                    super().__init__()
                    self.mean = nn.Linear(inputs, features)
                    self.log_variance = nn.Linear(inputs, features)
                    self.least = least
                    self.most = most

                def forward(self, x):
                    return self.mean(x), self.log_variance(x).clamp(self.least, self.most)

            """",
        Bias => """"
            class Bias(nn.Module):
                """The bias of a layer that shares its weight with another one."""

                def __init__(self, features):
                    super().__init__()
                    self.bias = nn.Parameter(torch.zeros(features))

            """",
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No helper has the name."),
    }).ReplaceLineEndings("\n");
}
