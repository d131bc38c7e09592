using Lamina.NN;

namespace Lamina.Training;

/// <summary>
/// Holds a module in evaluation mode while anyone predicts, and gives every part its mode back when the last one is done.
/// </summary>
internal sealed class EvaluationMode(Module module)
{
    readonly Lock _lock = new();
    (Module Module, bool Training)[] _before = [];
    int _users;

    public Scope Enter()
    {
        lock (_lock)
        {
            if (_users++ == 0)
            {
                _before = [.. module.Modules().Select(part => (part, part.IsTraining))];
                if (Array.Exists(_before, part => part.Training))
                    module.Eval();
            }
        }

        return new Scope(this);
    }

    void Leave()
    {
        lock (_lock)
        {
            if (--_users > 0)
                return;

            // Each before its children, as `Train` reaches all below.
            foreach ((Module part, bool training) in _before)
            {
                if (part.IsTraining != training)
                    part.Train(training);
            }

            _before = [];
        }
    }

    public readonly struct Scope(EvaluationMode mode) : IDisposable
    {
        public void Dispose() => mode.Leave();
    }
}
