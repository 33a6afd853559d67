using static TorchSharp.torch.nn;

namespace ModelDsl.LibTorch.Tests;

public sealed class ScopeTests
{
    [Fact]
    public void A_scope_disposes_what_was_made_in_it()
    {
        var outside = ones(1);
        Tensor inside;
        using (NewDisposeScope())
            inside = outside + 1;
        Assert.True(inside.IsInvalid);
        Assert.False(outside.IsInvalid);
    }

    [Fact]
    public void What_moves_outwards_lives_as_long_as_the_outer_scope()
    {
        Tensor moved;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
                moved = ones(1).MoveToOuterDisposeScope();
            Assert.False(moved.IsInvalid);
        }
        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void What_is_detached_outlives_all_scopes()
    {
        Tensor detached;
        using (NewDisposeScope())
        using (NewDisposeScope())
            detached = ones(1).DetachFromDisposeScope();
        Assert.False(detached.IsInvalid);
    }

    [Fact]
    public void A_scope_keeps_what_it_is_told_to_keep()
    {
        using var scope = NewDisposeScope();
        var (kept, lost) = (ones(1), ones(1));
        scope.DisposeEverythingBut(kept);
        Assert.False(kept.IsInvalid);
        Assert.True(lost.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
        Assert.True(scope.Contains(kept));
    }

    [Fact]
    public void A_tensor_disposed_by_hand_leaves_its_scope()
    {
        using var scope = NewDisposeScope();
        ones(1).Dispose();
        Assert.Equal(0, scope.DisposablesCount);
    }

    [Fact]
    public void An_attached_tensor_belongs_to_the_scope()
    {
        var x = ones(1);
        using (var scope = NewDisposeScope())
            scope.Attach(x);
        Assert.True(x.IsInvalid);
    }

    [Fact]
    public void Scopes_belong_to_their_thread()
    {
        using var scope = NewDisposeScope();
        OnThreadOfItsOwn(() => Assert.Null(CurrentDisposeScope));
        Assert.Same(scope, CurrentDisposeScope);
    }

    [Fact]
    public void The_statistics_count_every_way_of_life() => OnThreadOfItsOwn(() =>
    {
        var counts = DisposeScopeManager.Statistics;
        ones(1).Dispose();
        Tensor detached;
        using (NewDisposeScope())
        {
            ones(1).Dispose();
            detached = ones(1).DetachFromDisposeScope();
            _ = ones(1);
        }
        Assert.Equal(1, counts.ThreadTotalLiveCount);
        detached.Dispose();
        Assert.Equal((1, 2), (counts.CreatedOutsideScopeCount, counts.DisposedOutsideScopeCount));
        Assert.Equal((3, 2), (counts.CreatedInScopeCount, counts.DisposedInScopeCount));
        Assert.Equal((0, 1, 0), (counts.AttachedToScopeCount, counts.DetachedFromScopeCount, counts.ThreadTotalLiveCount));
        counts.Reset();
        Assert.Equal(0, counts.CreatedInScopeCount);
    });

    [Fact]
    public void A_scope_disposed_before_those_within_it_leaves_them_theirs()
    {
        var outer = NewDisposeScope();
        var inner = NewDisposeScope();
        var (first, second) = (ones(1), ones(1));
        outer.Dispose();
        Assert.Null(CurrentDisposeScope);
        Assert.False(first.IsInvalid);
        inner.MoveToOuter(second);
        inner.Dispose();
        Assert.True(first.IsInvalid);
        Assert.False(second.IsInvalid);
        inner.Dispose();
    }

    [Fact]
    public void What_moves_outwards_passes_a_closed_scope()
    {
        using var outermost = NewDisposeScope();
        var middle = NewDisposeScope();
        var inner = NewDisposeScope();
        var x = ones(1);
        middle.Dispose();
        inner.MoveToOuter(x);
        Assert.True(outermost.Contains(x));
    }

    [Fact]
    public void A_closed_scope_takes_nothing()
    {
        var closed = NewDisposeScope();
        closed.Dispose();
        using var x = ones(1);
        Assert.Throws<ObjectDisposedException>(() => closed.Attach(x));
        Assert.False(x.IsInvalid);
    }

    [Fact]
    public void A_tensor_goes_to_the_scope_of_another()
    {
        using var outer = NewDisposeScope();
        var anchor = ones(1);
        Tensor moved;
        using (NewDisposeScope())
            moved = ones(1).MoveToOtherDisposeScope(anchor);
        Assert.False(moved.IsInvalid);
        Assert.True(outer.Contains(moved));
    }

    [Fact]
    public void Another_thread_may_dispose_a_scope() => OnThreadOfItsOwn(() =>
    {
        var scope = NewDisposeScope();
        var x = ones(1);
        OnThreadOfItsOwn(scope.Dispose);
        Assert.True(x.IsInvalid);
        Assert.Null(CurrentDisposeScope);
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    });

    [Fact]
    public void Many_threads_may_dispose_what_one_makes() => OnThreadOfItsOwn(() =>
    {
        using var made = new System.Collections.Concurrent.BlockingCollection<Tensor>();
        Thread[] disposers = [.. Enumerable.Range(0, 4).Select(_ => new Thread(() =>
        {
            foreach (var tensor in made.GetConsumingEnumerable())
                tensor.Dispose();
        }))];
        foreach (var disposer in disposers)
            disposer.Start();
        using (var scope = NewDisposeScope())
        {
            for (var i = 0; i < 5_000; i++)
                made.Add(ones(1));
            made.CompleteAdding();
            foreach (var disposer in disposers)
                disposer.Join();
            Assert.Equal(0, scope.DisposablesCount);
        }
        Assert.Equal(5_000, DisposeScopeManager.Statistics.DisposedInScopeCount);
        Assert.Equal(0, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    });

    [Fact]
    public void Layers_made_in_a_scope_outlive_it()
    {
        Module<Tensor, Tensor> layer;
        using (NewDisposeScope())
            layer = Sequential(Linear(2, 2), Conv2d(1, 1, 1));
        Assert.All(layer.parameters(), parameter => Assert.False(parameter.IsInvalid));
        layer.Dispose();
        Assert.All(layer.parameters(), parameter => Assert.True(parameter.IsInvalid));
    }

    private static void OnThreadOfItsOwn(Action test)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(test));
        thread.Start();
        thread.Join();
        Assert.Null(failure);
    }
}
