using Lamina.Data;
using Lamina.Keras;
using Lamina.NN;

namespace Lamina.Training;

public sealed partial class Model
{
    /// <summary>
    /// A data set as the network takes it. The sets of Lamina.Data have the channels of a picture first; a network that begins with a
    /// picture layer of Lamina.Keras, or was told so, gets them last.
    /// </summary>
    internal IDataset Arranged(IDataset data) =>
        data is ArrayDataset { Info.HasChannelsFirst: true } pictures && TakesChannelsLast(Module, pictures.Info.Inputs[0].Shape) ? pictures.ChannelsLast() : data;

    static bool TakesChannelsLast(Module module, Shape picture) => module switch
    {
        PictureLayer => true,
        IInputAware { InputSpec: { } told } => told.Shape == Lamina.Shape.Create([picture[1], picture[2], picture[0]]),
        Sequential { Count: > 0 } layers => TakesChannelsLast(layers[0], picture),
        _ => false,
    };
}
