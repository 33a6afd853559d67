using TorchSharp;
using static TorchSharp.torch;

/// <summary>Trains models and compares them over seeds.</summary>
internal static class Training
{
    private static readonly int[] s_seeds = [1, 2, 3];

    /// <summary>Trains a model with each seed, and prints the mean and the standard deviation of the metric.</summary>
    public static void Compare<TModel>(string name, Func<TModel> create, Func<TModel, Tensor, Tensor> loss, Func<TModel, double> metric)
        where TModel : nn.Module
    {
        var values = new List<double>();
        foreach (var seed in s_seeds)
        {
            manual_seed(seed);
            using var model = create();
            Train(model, images => loss(model, images));
            model.eval();
            using var inference = no_grad();
            using var scope = NewDisposeScope();
            values.Add(metric(model));
        }

        var mean = values.Average();
        var deviation = Math.Sqrt(values.Sum(value => Math.Pow(value - mean, 2)) / (values.Count - 1));
        Console.WriteLine(FormattableString.Invariant($"{name,-20} {mean,8:F4} ± {deviation:F4}"));
    }

    private static void Train(nn.Module model, Func<Tensor, Tensor> loss, int epochs = 5, int batchSize = 64)
    {
        using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
        model.train();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            using var order = randperm(FashionMnist.Train.shape[0]);
            foreach (var indices in order.split(batchSize))
            {
                using var scope = NewDisposeScope();
                var error = loss(FashionMnist.Train.index_select(0, indices));
                optimizer.zero_grad();
                error.backward();
                optimizer.step();
            }
        }
    }
}
