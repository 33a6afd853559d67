using System.Reflection;
using System.Runtime.InteropServices;

namespace ModelDsl.LibTorch.Fuzz;

/// <summary>One operation with arguments, most of which are bad for it.</summary>
internal sealed class Call
{
    private readonly MethodBase _method;
    private readonly Values _values;
    private readonly object? _target;
    private readonly object?[] _arguments;

    public Call(Operations operations, Random random)
    {
        using var scope = NewDisposeScope();
        _values = new Values(operations, random);
        _method = operations[random.Next(operations.Count)];
        _target = _method.IsStatic || _method.IsConstructor ? null : _values.Target(_method.DeclaringType!);
        _arguments = [.. _method.GetParameters().Select(parameter => _values.Any(parameter.ParameterType))];

        // The call runs in a scope of its own, after this text was written down.
        foreach (var value in scope.DisposablesView)
            scope.Detach(value);
    }

    public string Operation => $"{_method.DeclaringType}.{_method}";

    /// <summary>
    /// Bad arguments are refused in one of these ways. The compiler warns of a null for a parameter that takes none; where that is
    /// the tensor whose method is called, .NET's own exception is as good.
    /// </summary>
    public bool IsProper(Exception error) => (error is NullReferenceException && HasForbiddenNull()) || error is ExternalException or ArgumentException or InvalidOperationException or NotSupportedException
        or OutOfMemoryException or IndexOutOfRangeException or OverflowException or IOException or InvalidDataException or UnauthorizedAccessException
        or KeyNotFoundException or FormatException;

    private bool HasForbiddenNull() => _method.GetParameters().Zip(_arguments, (parameter, argument) => argument switch
    {
        null => new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.NotNull,
        System.Collections.IEnumerable items and not string => items.Cast<object?>().Any(HasNull),
        _ => HasNull(argument),
    }).Any(forbidden => forbidden);

    /// <summary>A list, an index or a pair that holds a null.</summary>
    private static bool HasNull(object? item) => item switch
    {
        null => true,
        System.Runtime.CompilerServices.ITuple tuple => Enumerable.Range(0, tuple.Length).Any(i => tuple[i] is null),
        _ => false,
    };

    /// <returns>What was thrown, if anything.</returns>
    public Exception? Run()
    {
        try
        {
            if (_target is null && !_method.IsStatic && !_method.IsConstructor)
                return null;
            using var scope = NewDisposeScope();
            var result = _method is ConstructorInfo constructor ? constructor.Invoke(_arguments) : _method.Invoke(_target, _arguments);
            Use(result);
            return null;
        }
        catch (TargetInvocationException error)
        {
            return error.InnerException;
        }
        catch (Exception error)
        {
            return error;
        }
        finally
        {
            _values.Dispose();
            while (CurrentDisposeScope is { } open)
                open.Dispose();
        }
    }

    public override string ToString() =>
        $"{Operation} of {Values.Text(_target)} with ({string.Join(", ", _arguments.Select(Values.Text))})";

    /// <summary>A result is read, as far as that is cheap, and released.</summary>
    private static void Use(object? result)
    {
        switch (result)
        {
            case Tensor { IsInvalid: false } tensor:
                _ = tensor.shape;
                _ = tensor.dtype;
                break;
            case string or Array:
                break;
            case System.Collections.IEnumerable items:
                foreach (var item in items.Cast<object?>().Take(10))
                    _ = item;
                break;
            case IDisposable disposable:
                disposable.Dispose();
                break;
            default:
                break;
        }
    }
}
