namespace Lamina.Training;

/// <summary>Writes how training stands.</summary>
internal interface IFitWriter
{
    void Show(TrainingProgress standing);

    void Say(string line);

    void Close();
}
