using System.Collections;
using Esp32Bridge.An3155;
using Esp32Bridge.Tests.Doubles;

namespace Esp32Bridge.Tests.An3155
{
    /// <summary>A command with all its frames and their answers. A test can replace the answer of any frame.</summary>
    public sealed class Conversation
    {
        private readonly ArrayList _frames = new ArrayList();
        private readonly ArrayList _answers = new ArrayList();
        private readonly Talk _talk;

        /// <summary>Creates a conversation without frames.</summary>
        /// <param name="step">The name of the command in errors.</param>
        /// <param name="talk">Sends the command.</param>
        public Conversation(string step, Talk talk)
        {
            Step = step;
            _talk = talk;
        }

        /// <summary>Gets the name of the command in errors.</summary>
        public string Step { get; }

        /// <summary>Gets how many frames there are.</summary>
        public int Count
        {
            get { return _frames.Count; }
        }

        /// <summary>Adds a frame.</summary>
        /// <param name="frame">The bytes to the part.</param>
        /// <param name="answer">The bytes from it.</param>
        /// <returns>The conversation.</returns>
        public Conversation On(string frame, string answer)
        {
            _frames.Add(frame);
            _answers.Add(answer);
            return this;
        }

        /// <summary>Gets the answer to a frame.</summary>
        /// <param name="step">The frame's number, from 0.</param>
        /// <returns>The bytes.</returns>
        public string AnswerOf(int step)
        {
            return (string)_answers[step];
        }

        /// <summary>Plays the correct conversation; any other frame, or an unread byte, throws.</summary>
        public void Hold()
        {
            HoldUntil(Count - 1, AnswerOf(Count - 1));
        }

        /// <summary>Plays the conversation up to a frame that gets a different answer; a frame after it throws.</summary>
        /// <param name="last">The number of that frame, from 0.</param>
        /// <param name="answer">Its answer.</param>
        public void HoldUntil(int last, string answer)
        {
            ScriptedPort port = new ScriptedPort();
            for (int i = 0; i <= last; i++)
            {
                port.On((string)_frames[i], i == last ? answer : AnswerOf(i));
            }

            _talk(new BootloaderLink(new UsartLine(port)));
            port.Verify();
        }
    }
}
