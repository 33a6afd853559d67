using System.Globalization;

namespace ModelDsl.Generator.Shapes;

/// <summary>The fault of an expression's text.</summary>
internal enum ExpressionFault { Malformed, UnknownSize, InexactDivision, TooLarge }

/// <summary>
/// Parses expressions of integers, sizes' names, <c>+ - * /</c> and parentheses. A division must be exact for every value
/// of the sizes.
/// </summary>
internal sealed class SizeExpressionParser
{
    private const int MaximumDepth = 64;

    private readonly string _text;
    private readonly Func<string, SizeExpression?> _find;
    private readonly Func<SizeExpression, SizeExpression, SizeExpression?> _divide;
    private int _position;
    private int _depth;

    private SizeExpressionParser(
        string text, Func<string, SizeExpression?> find, Func<SizeExpression, SizeExpression, SizeExpression?> divide) =>
        (_text, _find, _divide) = (text, find, divide);

    /// <summary>The fault if <see cref="Parse"/> returns null.</summary>
    /// <param name="Fault">The fault.</param>
    /// <param name="Subject">The faulty part of the text.</param>
    /// <param name="Dividend">The dividend of an inexact division.</param>
    /// <param name="Divisor">Its divisor.</param>
    /// <param name="Start">The start of the division in the text.</param>
    /// <param name="Sign">The position of its division sign.</param>
    /// <param name="End">Its end.</param>
    internal readonly record struct Failure(
        ExpressionFault Fault, string Subject, SizeExpression? Dividend = null, SizeExpression? Divisor = null, int Start = 0, int Sign = 0, int End = 0);

    private Failure _failure;

    /// <summary>The expression, or null with the <paramref name="failure"/> and the faulty part of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="find">The meaning of a name; null if unknown.</param>
    /// <param name="divide">The quotient if it is exact; otherwise null.</param>
    /// <param name="failure">The fault.</param>
    public static SizeExpression? Parse(
        string text,
        Func<string, SizeExpression?> find,
        Func<SizeExpression, SizeExpression, SizeExpression?> divide,
        out Failure failure)
    {
        var parser = new SizeExpressionParser(text, find, divide);
        SizeExpression? result;
        try
        {
            result = parser.Sum();
            if (result is not null && parser.Peek() != '\0')
                result = parser.Unexpected();
        }
        catch (OverflowException)
        {
            result = parser.Fail(ExpressionFault.TooLarge, text);
        }

        failure = parser._failure;
        return result;
    }

    private SizeExpression? Sum()
    {
        var left = Product();
        while (left is not null && Peek() is '+' or '-')
        {
            var plus = _text[_position++] == '+';
            var right = Product();
            left = right is null ? null : plus ? left! + right : left! - right;
        }

        return left;
    }

    private SizeExpression? Product()
    {
        Peek();
        var first = _position;
        var left = Factor();
        while (left is not null && Peek() is '*' or '/')
        {
            var (start, sign) = (left, _position);
            var times = _text[_position++] == '*';
            var right = Factor();
            left = right is null ? null
                : times ? start! * right
                : _divide(start!, right) ?? Inexact(start!, right, first, sign);
        }

        return left;
    }

    private SizeExpression? Factor()
    {
        var next = Peek();
        if (next == '(' && _depth < MaximumDepth)
        {
            _depth++;
            _position++;
            var inner = Sum();
            if (inner is null)
                return null;
            if (Peek() != ')')
                return Unexpected();
            _position++;
            _depth--;
            return inner;
        }

        if (next is >= '0' and <= '9')
        {
            var digits = Take(character => character is >= '0' and <= '9');
            return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? SizeExpression.Of(number)
                : Fail(ExpressionFault.TooLarge, digits);
        }

        if (char.IsLetter(next) || next == '_')
        {
            var name = Take(character => char.IsLetterOrDigit(character) || character == '_');
            return _find(name) ?? Fail(ExpressionFault.UnknownSize, name);
        }

        return Unexpected();
    }

    /// <summary>The next character that is not white space; NUL at the end.</summary>
    private char Peek()
    {
        while (_position < _text.Length && char.IsWhiteSpace(_text[_position]))
            _position++;
        return _position < _text.Length ? _text[_position] : '\0';
    }

    private string Take(Func<char, bool> accept)
    {
        var start = _position;
        while (_position < _text.Length && accept(_text[_position]))
            _position++;
        return _text.Substring(start, _position - start);
    }

    private SizeExpression? Unexpected() =>
        Fail(ExpressionFault.Malformed, Peek() == '\0' ? "ends too early" : $"has an unexpected '{Peek()}'");

    private SizeExpression? Inexact(SizeExpression dividend, SizeExpression divisor, int start, int sign)
    {
        _failure = new(ExpressionFault.InexactDivision, $"{dividend.AsFactor()}/{divisor.AsFactor(isDivisor: true)}", dividend, divisor, start, sign, _position);
        return null;
    }

    private SizeExpression? Fail(ExpressionFault fault, string subject)
    {
        _failure = new(fault, subject);
        return null;
    }
}
