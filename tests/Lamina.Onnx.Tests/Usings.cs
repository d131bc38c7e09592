global using Lamina.TestKit;
global using Xunit;
