namespace ModelDsl.Architectures;

/// <summary>Three hidden layers of 256, 64 and 32 units.</summary>
[Linear(256), ReLU, Linear(64), ReLU, Linear(32), ReLU]
public sealed class ThreeHiddenLayersAttribute : BlockAttribute;

/// <summary>The same layers in reverse order: 32, 64 and 256 units.</summary>
[Linear(32), ReLU, Linear(64), ReLU, Linear(256), ReLU]
public sealed class ThreeHiddenLayersBackAttribute : BlockAttribute;
