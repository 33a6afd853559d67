using System.Runtime.CompilerServices;

namespace ModelDsl.Tests;

/// <summary>Loads libtorch with ModelDsl's environment in test projects without declared models, whose tests may begin with any operation.</summary>
internal static class LoadEngine
{
    [ModuleInitializer]
    internal static void Run() => TensorEngine.EnsureLoaded();
}
