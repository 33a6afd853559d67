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

    /// <summary>Bad arguments are refused in one of these ways.</summary>
    public static bool IsProper(Exception error) => error is ExternalException or ArgumentException or InvalidOperationException or NotSupportedException
        or OutOfMemoryException or IndexOutOfRangeException or OverflowException or IOException or InvalidDataException or UnauthorizedAccessException
        or KeyNotFoundException;

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
