namespace System.Runtime.CompilerServices;

/// <summary>What the compiler asks for behind records and <c>init</c>, which netstandard2.0 lacks.</summary>
internal static class IsExternalInit;
