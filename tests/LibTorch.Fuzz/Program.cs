using System.Globalization;
using ModelDsl.LibTorch.Fuzz;

// LibTorch.Fuzz SEED COUNT JOURNAL [SKIP]: calls operations with bad arguments. The journal holds the call that runs, so that whoever
// started this knows it after a crash; SKIP passes over the first calls. Exit code 0: all calls returned or were refused
// properly; 1: some were not, which are printed; 3: a call hung.
// LibTorch.Fuzz version: prints libtorch's version, or what a user's program sees where there is none.
if (args is ["version"])
{
    try
    {
        Console.WriteLine(__version__);
        return 0;
    }
    catch (Exception error)
    {
        Console.WriteLine($"{error.GetType().Name}: {error.Message}");
        return 1;
    }
}

var (seed, count) = (Number(args[0]), Number(args[1]));
var skip = args.Length > 3 ? Number(args[3]) : 0;
set_num_threads(1);
using var journal = new Journal(args[2], limit: TimeSpan.FromSeconds(20));
var operations = new Operations();
var faults = new SortedSet<string>(StringComparer.Ordinal);
var (returned, refused) = (0, 0);
for (var number = skip; number < count; number++)
{
    var call = new Call(operations, new Random(HashCode.Of(seed, number)));
    journal.Write($"{number}: {call}");
    switch (call.Run())
    {
        case null:
            returned++;
            break;
        case var error when call.IsProper(error):
            refused++;
            break;
        case var error:
            faults.Add($"{call.Operation}: {error.GetType().Name} at {number}: {call}{Environment.NewLine}{error.StackTrace}");
            break;
    }
}

Console.WriteLine($"{operations.Count} operations, {count - skip} calls: {returned} returned, {refused} refused.");
foreach (var fault in faults)
    Console.WriteLine(fault);
return faults.Count == 0 ? 0 : 1;

static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

internal static class HashCode
{
    /// <summary>The same in every process, unlike the platform's.</summary>
    public static int Of(int seed, int number) => unchecked(seed * 486187739 + number * 16777619);
}
